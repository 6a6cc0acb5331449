-- All boards and practices in one row, as the short list is found from them (db/short_list.py).
gathered as (
    select
        json_group_array(
            json_object(
                'board', counted.review_id, 'in_group', counted.in_group, 'credited', json(credits.ways)
            )
        ) as boards,
        (
            select json_group_array(ordered.practice_id)
            from (
                select practices.practice_id
                from practices
                order by practices.label
            ) as ordered
        ) as practices
    from counted
    inner join review_credits as credits on counted.review_id = credits.review_id
),

listed as (
    select
        one.key + 1 as place,
        one.value as practice_id
    from gathered
    cross join json_each(short_list(gathered.boards, gathered.practices)) as one
)
